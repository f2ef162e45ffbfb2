"""Who may check eligibility: anybody without a trace, or a candidate their own."""

ACCESS = {
    "eligibility-public:check": "public",
    "eligibility:check": "candidate",
}


def kwargs(world):
    return {}
