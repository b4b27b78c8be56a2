"""The drivers of mailbox, VideoCore and framebuffer on their models."""

import pytest
from devices import Time, allow_barriers, mapped

from tamapy import reg
from tamapy.emulator.models import ModelError
from tamapy.emulator.models.bcm_mailbox import BcmMailbox
from tamapy.emulator.models.bcm_property import FRAMEBUFFER_OFFSET, VideoCore
from tamapy.emulator.models.bus import SimulatedBus
from tamapy.metal.memory import memory
from tamapy.soc.broadcom import framebuffer, mailbox, videocore
from tamapy.soc.broadcom.framebuffer import font

BASE = 0x2000B880
BUS = 0x40000000


@pytest.fixture
def core(monkeypatch):
    """The model; its memory for frames is what is allocated first."""
    allow_barriers(monkeypatch)
    Time(1_000_000)
    frames = memory.allocate(1 << 20, 4096) - FRAMEBUFFER_OFFSET
    return VideoCore(SimulatedBus(), 0x900021, frames, FRAMEBUFFER_OFFSET + (1 << 20), BUS)


@pytest.fixture
def box(core):
    return mapped(BASE, BcmMailbox({8: core.exchange}), 0x40)


@pytest.fixture
def video(box):
    at = memory.allocate(mailbox.MESSAGE, 16)
    return videocore.VideoCore(BASE, BUS, lambda: at)


@pytest.fixture
def screen(video):
    return framebuffer.Framebuffer(video)


def test_questions(video, core):
    core.serial = 0x1_2345_6789
    core.temperature = 48312
    assert video.board_revision() == 0x900021
    assert video.serial() == 0x1_2345_6789
    assert video.memory_split() == (0, core.arm_memory, core.arm_memory, core.video_memory)
    assert video.temperature() == 48312 and video.max_temperature() == 99000
    assert video.clock_rate("uart") == 3_000_000
    assert video.clock_rate("arm", most=True) == 700_000_000
    assert video.dma_channels() == [2, 3, 4, 5]
    assert video.firmware_revision() == core.firmware


def test_several_at_once(video, core):
    answers = video.ask([
        (videocore.GET_BOARD_REVISION, (0,)), (0x7FFF, (1, 2)), (videocore.GET_TEMPERATURE, (0, 0)),
    ])
    assert answers == [[core.revision], None, [0, core.temperature]]


def test_what_it_does_not_know(video, core):
    core.unknown.add(videocore.GET_BOARD_SERIAL)
    with pytest.raises(LookupError, match="0x00010004"):
        video.serial()
    core.unknown.add(videocore.GET_VC_MEMORY)
    with pytest.raises(LookupError, match="split"):
        video.memory_split()


def test_what_it_refuses(video, core):
    core.broken = True
    with pytest.raises(OSError, match="0x80000001"):
        video.board_revision()


def test_no_answer(video, box):
    box.silent = True
    with pytest.raises(TimeoutError, match=r"MAIL0_STATUS\.EMPTY"):
        video.board_revision()


def test_a_mailbox_that_stays_full(video, box):
    box.answers = [8] * 8
    with pytest.raises(TimeoutError, match=r"MAIL1_STATUS\.FULL"):
        video.board_revision()


def test_answers_to_others_are_passed_over(video, box):
    box.answers = [0x1238]
    assert video.board_revision() == 0x900021


def test_arguments_that_cannot_be(video, box):
    with pytest.raises(ValueError, match="clock"):
        video.clock_rate("wall")
    with pytest.raises(ValueError, match="too long"):
        video.ask([(1, [0] * 300)])
    assert not box.answers


def test_before_there_is_a_heap(video):
    at = memory.allocate(64, 16)
    reg.write(at + mailbox.VALUES, mailbox.CLOCK_UART)
    assert mailbox.ask(BASE, BUS, at, mailbox.GET_CLOCK_RATE, 2)
    assert reg.read(at + mailbox.VALUES + 4) == 3_000_000
    assert not mailbox.ask(BASE, BUS, at, 0x7FFF, 2)


def test_what_is_ruled_out(video):
    with pytest.raises(ModelError, match="empty"):
        reg.read(BASE + mailbox.READ)
    with pytest.raises(ModelError, match="channel 3"):
        reg.write(BASE + mailbox.WRITE, 3)
    with pytest.raises(ModelError, match="not where the VideoCore sees memory"):
        reg.write(BASE + mailbox.WRITE, 0x20008)


@pytest.mark.parametrize("depth", [16, 32])
def test_pixels(screen, depth):
    screen.open(160, 100, depth)
    red, green = screen.colour(255, 0, 0), screen.colour(0, 255, 0)
    screen.fill(10, 20, 30, 5, red)
    screen.pixel(159, 99, green)
    assert [screen.at(x, 20) for x in (9, 10, 39, 40)] == [0, red, red, 0]
    assert [screen.at(10, y) for y in (19, 20, 24, 25)] == [0, red, red, 0]
    assert screen.at(159, 99) == green and screen.at(0, 0) == 0


def test_colours(screen):
    screen.open(64, 64, 16)
    assert screen.colour(255, 255, 255) == 0xFFFF
    assert [screen.colour(255, 0, 0), screen.colour(0, 255, 0)] == [0xF800, 0x07E0]
    screen.open(64, 64, 32)
    assert [screen.colour(255, 0, 0), screen.colour(0, 0, 255)] == [0x0000FF, 0xFF0000]


@pytest.mark.parametrize("depth", [16, 32])
def test_text(screen, depth):
    screen.open(64, 32, depth)
    screen.text(8, 4, "AZ", 5, 3)
    for i, character in enumerate("AZ"):
        for row, bits in enumerate(font.glyph(character)):
            shown = [screen.at(8 + 8 * i + column, 4 + row) for column in range(8)]
            assert shown == [5 if bits >> 7 - column & 1 else 3 for column in range(8)]
    assert screen.at(7, 4) == screen.at(24, 4) == screen.at(8, 12) == 0


def test_font():
    assert len(font.GLYPHS) == 8 * 95
    glyphs = [font.glyph(chr(code)) for code in range(32, 127)]
    assert len(set(glyphs)) == 95 and not any(glyphs[0])
    assert font.glyph("é") == font.glyph("?")
    assert all(not bits & 0b10000011 for glyph in glyphs for bits in glyph)


def test_arguments_of_the_screen(screen):
    with pytest.raises(ValueError, match="not open"):
        screen.fill(0, 0, 1, 1, 0)
    for arguments in ((0, 10, 32), (10, 5000, 32), (10, 10, 24)):
        with pytest.raises(ValueError, match=r"screen's|pixel"):
            screen.open(*arguments)
    screen.open(64, 32)
    for place in ((-1, 0, 1, 1), (60, 0, 5, 1), (0, 0, 1, 33), (0, 5, -1, 1)):
        with pytest.raises(ValueError, match=r"not on the screen|in pixels"):
            screen.fill(*place, 0)
    with pytest.raises(ValueError, match=r"not on the screen|in pixels"):
        screen.text(60, 0, "x", 1)
    with pytest.raises(ValueError, match="colour is"):
        screen.pixel(0, 0, 1 << 32)
    with pytest.raises(ValueError, match="part of"):
        screen.colour(256, 0, 0)
    screen.close()
    with pytest.raises(ValueError, match="not open"):
        screen.at(0, 0)


def test_a_screen_there_is_no_memory_for(screen, core):
    core.video_memory = FRAMEBUFFER_OFFSET + 100
    with pytest.raises(OSError, match="no memory"):
        screen.open(64, 32)
    core.unknown.add(framebuffer.SET_DEPTH)
    with pytest.raises(OSError, match="does not show"):
        screen.open(64, 32)
