"""Every speed and quality figure that the docs quote. Run: make bench."""
