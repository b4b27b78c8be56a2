"""The operations of the matcher's own programs, and how these are laid out.

A program is an array of words: a header, operations, then sets. What a character must be is
told by two words, kind and value, wherever that is told; where nothing need follow, a test of
kind ``ALL`` passes without a character. Places are counted from the start of the program, sets
from where these begin.
"""

#: Kinds of tests, which are also operations that take one character: any, a certain one, any
#: other, one of a set.
(ALL, CHAR, NOT_CHAR, SET,
 #: A number of characters that follows.
 STRING,
 MARK, JUMP,
 #: Kind, value, least, most, and the test of what follows.
 GREEDY, POSSESSIVE, LAZY,
 #: Alternatives: place of the next one or 0, its test; then what it consists of.
 BRANCH,
 #: Place of what follows, the test of the body, that of what follows; the body.
 LOOP, LAZY_LOOP,
 SUCCESS, FAIL, AT,
 #: The repeat's number, place of its end; the body ends with the number, its place, least, most.
 REPEAT, MAX_UNTIL, MIN_UNTIL,
 #: Whether it is wanted, how far back, place of what follows; the body.
 LOOK,
 #: Place of what follows; the body.
 ATOMIC,
 #: Place of what follows, least, most; the body.
 POSSESSIVE_REPEAT,
 #: The group, and place of what is matched without it.
 EXISTS,
 #: The group, and how case is ignored.
 GROUP, GROUP_ASCII, GROUP_UNICODE) = range(26)

#: Words of the operations that stand before others.
SINGLE_WORDS = 7
LOOP_WORDS = 6
ALTERNATIVE_WORDS = 3
UNTIL_WORDS = 5

#: The header: flags, least number of characters, the test of the first one, words of marks,
#: repeats that are counted, where the sets begin, where the length and the characters of a text
#: stand that every match has, or 0, how far from the start that may be, and the test of the
#: second character.
(FLAGS, LEAST, FIRST, FIRST_VALUE, MARKS, REPEATS, SETS, NEEDED, NEAREST, FARTHEST, SECOND, _,
 HEADER) = range(13)
#: From this distance on all are alike.
FAR = 1 << 30
#: Flags: a match begins with the text; where one could begin as well as at any later place of
#: the line.
ANCHORED = 1
WHOLE_LINE = 2

#: A set: bits of the characters below 256, then what of the others belongs to it, then for
#: ``ASK`` the item of CPython's program that knows.
SET_WORDS = 9
NONE, EVERY, ASK = range(3)
