"""The subcommands of `compagnon`, one module a noun."""
