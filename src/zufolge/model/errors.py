"""The one error that a caller of zufolge has to expect: something the caller can mend."""


class ZufolgeError(Exception):
    """The caller's input or a data file is wrong; the message says what, where, and what to do."""
