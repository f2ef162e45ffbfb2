"""Who may see the pages of an offer."""

ACCESS = {
    "offers:answer": "candidate",
    "offers:turn-down": "candidate",
    "offers:letter": "candidate",
}
