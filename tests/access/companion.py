"""Who may see the pages of a placement."""

ACCESS = {
    "companion:home": "signed-in",
    "companion:placement": "placement",
    "companion:accompanied": "placement",
}
