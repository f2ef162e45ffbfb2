"""``python -m compagnon`` is the command ``compagnon``."""

from compagnon.config.command import main

main()
