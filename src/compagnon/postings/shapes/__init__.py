"""The shapes of files that openings are read from."""
