"""Who may open the public pages."""

ACCESS = {
    "public:home": "public",
    "public:programme": "public",
    "public:openings": "public",
    "public:opening": "public",
    "public:privacy": "public",
    "public:accessibility": "public",
    "public:robots": "public",
    "public:sitemap": "public",
}


def kwargs(world):
    """Give each page something real to show."""
    opening = world.opening
    return {
        "public:programme": {"slug": opening.campaign.programme.slug},
        "public:opening": {"code": opening.code},
    }
