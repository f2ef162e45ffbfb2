"""Compagnon runs an employer's early-career programmes, whole."""

__version__ = "0.1.0"
