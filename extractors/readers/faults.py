"""The errors of readers, worded for people: what is wrong, where, what to do next."""

from __future__ import annotations

from schemas.errors import DocumentError, ErrorCode
from schemas.issue import Message

_SAVE_AGAIN = Message(
    ko="문서를 원래 프로그램에서 열어 PDF로 다시 저장한 뒤 넣어 주세요.",
    en="Open the document in the program it was made with, save it as PDF again, and use that file.",
)


def missing_file(name: str) -> DocumentError:
    """There is no such file."""
    return DocumentError(
        ErrorCode.MISSING_FILE,
        Message(ko=f"파일이 없습니다: {name}", en=f"There is no file {name}."),
        Message(ko="경로와 파일 이름을 확인해 주세요.", en="Check the path and the file name."),
    )


def not_a_file(name: str, *, what_ko: str, what_en: str) -> DocumentError:
    """The path leads to something that is not a plain file."""
    return DocumentError(
        ErrorCode.NOT_A_FILE,
        Message(ko=f"일반 파일이 아닙니다({what_ko}): {name}", en=f"{name} is {what_en}, not a plain file."),
        Message(ko="문서 파일 자체를 지정해 주세요.", en="Name the document file itself."),
    )


def unreadable_file(name: str, reason: str) -> DocumentError:
    """The system does not let us open the file."""
    return DocumentError(
        ErrorCode.NOT_A_FILE,
        Message(ko=f"파일을 열 수 없습니다: {name} ({reason})", en=f"{name} cannot be opened ({reason})."),
        Message(ko="읽기 권한을 확인해 주세요.", en="Check that you may read the file."),
    )


def empty_file(name: str) -> DocumentError:
    """A file of 0 bytes."""
    return DocumentError(
        ErrorCode.EMPTY_FILE,
        Message(ko=f"파일이 비어 있습니다(0바이트): {name}", en=f"{name} is empty (0 bytes)."),
        Message(
            ko="내려받기나 복사가 끝까지 되었는지 확인하고 다시 받아 주세요.",
            en="Check that the download or copy was complete, and fetch the file again.",
        ),
    )


def too_large(name: str, size: int, limit: int) -> DocumentError:
    """More bytes than a reader takes."""
    return DocumentError(
        ErrorCode.TOO_LARGE,
        Message(
            ko=f"파일이 너무 큽니다: {name} ({size:,}바이트, 한도 {limit:,}바이트)",
            en=f"{name} is too large ({size:,} bytes, the limit is {limit:,}).",
        ),
        Message(
            ko="쪽을 나누거나 이미지 해상도를 300dpi로 낮추어 다시 저장해 주세요.",
            en="Split it into parts, or save it again with images of 300 dpi.",
        ),
    )


def unsupported_format(name: str, *, kind: str, advice: Message) -> DocumentError:
    """A format that jipyo does not read."""
    return DocumentError(
        ErrorCode.UNSUPPORTED_FORMAT,
        Message(
            ko=f"아직 읽지 못하는 형식입니다({kind}): {name}",
            en=f"{name} is {kind}, which jipyo does not read.",
        ),
        advice,
    )


def type_mismatch(name: str, *, suffix: str, found: str, right_suffix: str) -> DocumentError:
    """The suffix says one thing and the content another."""
    return DocumentError(
        ErrorCode.TYPE_MISMATCH,
        Message(
            ko=f"확장자({suffix})와 내용({found})이 다릅니다: {name}",
            en=f"{name} ends in {suffix} but its content is {found}.",
        ),
        Message(
            ko=f"문서가 맞는지 확인하고, 맞으면 확장자를 {right_suffix}로 바꾸어 주세요.",
            en=f"Check that it is the right file; if so, rename it to end in {right_suffix}.",
        ),
    )


def encrypted(name: str) -> DocumentError:
    """A PDF that asks for a password."""
    return DocumentError(
        ErrorCode.ENCRYPTED,
        Message(ko=f"암호가 걸린 PDF입니다: {name}", en=f"{name} is protected by a password."),
        Message(
            ko="암호를 풀고 다시 저장한 PDF를 넣어 주세요.",
            en="Remove the password, save the PDF again, and use that file.",
        ),
    )


def damaged(name: str, *, why_ko: str, why_en: str, page_no: int | None = None) -> DocumentError:
    """Bytes that do not make a document, or not a whole one."""
    where_ko = f" {page_no}쪽" if page_no else ""
    where_en = f", page {page_no}," if page_no else ""
    return DocumentError(
        ErrorCode.DAMAGED,
        Message(
            ko=f"파일이 손상되었습니다: {name}{where_ko} ({why_ko})",
            en=f"{name}{where_en} is damaged: {why_en}.",
        ),
        _SAVE_AGAIN,
        page_no=page_no,
    )


def zero_pages(name: str) -> DocumentError:
    """A PDF or image file without any page."""
    return DocumentError(
        ErrorCode.ZERO_PAGES,
        Message(ko=f"쪽이 하나도 없습니다: {name}", en=f"{name} has no pages."),
        _SAVE_AGAIN,
    )


def too_many_pages(name: str, count: int, limit: int) -> DocumentError:
    """More pages than a reader takes."""
    return DocumentError(
        ErrorCode.TOO_MANY_PAGES,
        Message(
            ko=f"쪽이 너무 많습니다: {name} ({count:,}쪽, 한도 {limit:,}쪽)",
            en=f"{name} has too many pages ({count:,}, the limit is {limit:,}).",
        ),
        Message(ko="문서를 나누어 넣어 주세요.", en="Split the document into parts."),
    )


def pixel_limit(name: str, *, width: int, height: int, limit: int, page_no: int | None) -> DocumentError:
    """An image whose header announces more pixels than a page may have."""
    where_ko = f" {page_no}쪽" if page_no else ""
    where_en = f", page {page_no}," if page_no else ""
    return DocumentError(
        ErrorCode.PIXEL_LIMIT,
        Message(
            ko=f"이미지가 너무 큽니다: {name}{where_ko} ({width:,}×{height:,}화소, 한도 {limit:,}화소)",
            en=f"{name}{where_en} has too many pixels ({width:,} x {height:,}, the limit is {limit:,}).",
        ),
        Message(ko="300dpi로 줄여 다시 저장해 주세요.", en="Save it again at 300 dpi."),
        page_no=page_no,
    )


def page_too_large(name: str, *, width_pt: float, height_pt: float, page_no: int) -> DocumentError:
    """A page so wide that no letter could be seen at the resolution that the pixel limit leaves."""
    size = f"{width_pt / 72 * 2.54:,.0f} x {height_pt / 72 * 2.54:,.0f} cm"
    return DocumentError(
        ErrorCode.PIXEL_LIMIT,
        Message(
            ko=f"쪽이 너무 큽니다: {name} {page_no}쪽 ({size})",
            en=f"{name}, page {page_no}, is too large to be drawn ({size}).",
        ),
        Message(
            ko="A0보다 작은 쪽으로 다시 저장해 주세요.", en="Save it again with pages no larger than A0."
        ),
        page_no=page_no,
    )


def content_too_large(name: str, *, limit: int, page_no: int) -> DocumentError:
    """A page whose drawing inflates to far more than any page needs."""
    return DocumentError(
        ErrorCode.TOO_LARGE,
        Message(
            ko=f"쪽의 내용이 풀면 너무 큽니다: {name} {page_no}쪽 (한도 {limit:,}바이트)",
            en=f"{name}, page {page_no}, inflates to more than {limit:,} bytes.",
        ),
        _SAVE_AGAIN,
        page_no=page_no,
    )


def not_text(name: str) -> DocumentError:
    """A .txt or .md file that holds no text."""
    return DocumentError(
        ErrorCode.DAMAGED,
        Message(
            ko=f"글자로 읽을 수 없는 내용입니다: {name} (UTF-8도 CP949도 아닙니다)",
            en=f"{name} holds no readable text (it is neither UTF-8 nor CP949).",
        ),
        Message(
            ko="편집기에서 열어 UTF-8 텍스트로 다시 저장해 주세요.",
            en="Open it in an editor and save it again as UTF-8 text.",
        ),
    )


def no_text(name: str) -> DocumentError:
    """A text file of blanks only."""
    return DocumentError(
        ErrorCode.NO_TEXT,
        Message(ko=f"글자가 없는 파일입니다: {name}", en=f"{name} holds no characters but blanks."),
        Message(ko="파일 내용을 확인해 주세요.", en="Check the content of the file."),
    )
