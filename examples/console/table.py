"""The table of commands: how a line becomes a call, and what goes wrong on the way."""

from dataclasses import dataclass


class Usage(Exception):
    """The arguments do not make sense; the console shows the command's syntax."""


class Missing(Exception):
    """The board lacks what the command is about; the text says what."""


@dataclass(frozen=True)
class Command:
    """A command: ``run(console, words)`` is given the words after its name."""

    name: str
    syntax: str
    help: str
    run: object
    least: int = 0
    most: int = 0
    #: What a first argument may be, for completion.
    choices: tuple = ()


class Table:
    """Commands by name, in the order in which they were declared."""

    def __init__(self, *families):
        self.commands = {command.name: command for family in families for command in family}

    def run(self, console, line):
        """Do what a line says, and say what was wrong with it."""
        words = line.split()
        if not words:
            return
        name, arguments = words[0], words[1:]
        command = self.commands.get(name)
        if command is None:
            console.say(f"there is no command {name}; help lists them")
            return
        try:
            if not command.least <= len(arguments) <= command.most:
                raise Usage
            command.run(console, arguments)
        except Usage:
            console.say(f"usage: {name} {command.syntax}".rstrip())
        except Missing as missing:
            console.say(str(missing))
        except Exception as error:
            console.say(f"{name}: {type(error).__name__}: {error}")

    def complete(self, text):
        """The texts that a line's beginning may become."""
        name, space, rest = text.partition(" ")
        if not space:
            return [f"{known} " for known in self.commands if known.startswith(name)]
        command = self.commands.get(name)
        choices = command.choices if command is not None else ()
        return [f"{name} {choice} " for choice in choices if choice.startswith(rest)]


def number(text, least=0, most=0xFFFFFFFF, base=0):
    """An argument as a number: decimal, or with 0x."""
    try:
        value = int(text, base)
    except ValueError:
        raise Usage from None
    if not least <= value <= most:
        raise Usage
    return value
