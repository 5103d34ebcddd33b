"""A page image on its way into a PDF: stream, dictionary, colour space with its profile, transparency."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

DEVICE_SPACES: Final[Mapping[int, bytes]] = {1: b"/DeviceGray", 3: b"/DeviceRGB", 4: b"/DeviceCMYK"}
"""By the number of colour components."""
_PROFILE: Final = b"PROFILE"  # in a colour space: where the reference of the profile's object is to be put
# What an ICC profile says in bytes 16 to 20 that it is for, and the classes (12 to 16) that PDF admits for images.
_PROFILED: Final = {b"GRAY": 1, b"RGB ": 3, b"CMYK": 4}
_CLASSES: Final = frozenset({b"scnr", b"mntr", b"prtr", b"spac"})
_ICC_HEADER: Final = 128
_ICC_MARK: Final = slice(36, 40)


@dataclass(frozen=True, slots=True)
class Picture:
    """One image XObject in pieces.

    `entries` are those of its dictionary but for colour space, soft mask and
    length. `mask` is the soft mask's object and `profile` the colour profile's,
    each empty where there is none. `orientation` is the EXIF one to show it in.
    """

    entries: bytes
    data: bytes
    space: bytes
    mask: bytes = b""
    profile: bytes = b""
    orientation: int = 1

    def written(self, *, mask: int, profile: int) -> bytes:
        """The image as an object, with the numbers of those of its mask and its profile."""
        space = self.space.replace(_PROFILE, b"%d 0 R" % profile)
        soft = b"/SMask %d 0 R" % mask if self.mask else b""
        head = b"/Type/XObject/Subtype/Image%b/ColorSpace %b%b" % (self.entries, space, soft)
        return b"<<%b/Length %d>>stream\n%b\nendstream" % (head, len(self.data), self.data)


def shape(size: tuple[int, int], bits: int) -> bytes:
    """The entries that tell columns, rows and bits of a component."""
    return b"/Width %d/Height %d/BitsPerComponent %d" % (*size, bits)


def colour_space(components: int, profile: bytes) -> bytes:
    """The colour space of so many components: that of the profile, where there is one."""
    return b"[/ICCBased %b]" % _PROFILE if profile else DEVICE_SPACES[components]


def profile_object(icc: object, components: int) -> bytes:
    """An ICC profile as a PDF object; empty where it is none, or one for other colours than the image's."""
    if not isinstance(icc, bytes) or len(icc) <= _ICC_HEADER or icc[_ICC_MARK] != b"acsp":
        return b""
    if _PROFILED.get(icc[16:20]) != components or icc[12:16] not in _CLASSES:
        return b""
    packed = zlib.compress(icc, 9)
    head = b"/N %d/Alternate%b/Filter/FlateDecode/Length %d" % (
        components, DEVICE_SPACES[components], len(packed),
    )  # fmt: skip
    return b"<<%b>>stream\n%b\nendstream" % (head, packed)
