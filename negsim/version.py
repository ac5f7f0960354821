"""Which version this is: what results and files name as what they were worked out by."""

__version__ = "0.1.0"
