"""What typed text may hold."""

import unicodedata


def unusable_characters(value: str) -> bool:
    """Whether `value` holds NUL, another control character or a lone surrogate.

    PostgreSQL refuses NUL and UTF-8 has no surrogates, so either would turn a typing error into a server error; other
    control characters break mail headers and calendar files. Line breaks and tabs are the reader's business.
    """
    return any(unicodedata.category(c) in {"Cc", "Cs"} and c not in "\n\r\t" for c in value)
