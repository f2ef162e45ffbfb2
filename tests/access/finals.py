"""Who may reach the pages of a final interview: the application's own candidate."""

ACCESS = {
    "finals:home": "candidate",
    "finals:book": "candidate",
    "finals:cancel": "candidate",
    "finals:ask": "candidate",
    "finals:calendar": "candidate",
    "finals:task": "candidate",
}
