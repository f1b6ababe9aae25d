"""The names of what may be said: block kinds and clause types."""

from __future__ import annotations

#: BCP 47 for "undetermined": text without a language, and rules that hold in every one.
UNDETERMINED = "und"

BLOCK_KINDS = (
    "body", "title", "lead", "date_byline", "caption", "author_bio", "agency_credit", "navigation",
    "share", "related_links", "newsletter", "paywall", "cookie_notice", "comment_prompt",
    "comment_policy", "comment", "legal_notice", "copyright", "imprint", "advert",
    "translation_notice", "other",
)  # fmt: skip

CLAUSE_TYPES = (
    "premoderation", "postmoderation", "netiquette_reference", "terms_reference", "conduct_rule",
    "removal_right", "ban_right", "damages_claim", "data_use_for_prosecution", "criminal_report",
    "opinion_disclaimer", "liability_disclaimer", "contact_channel", "complaint_or_appeal_channel",
    "forum_link", "login_required", "comments_closed", "licence_grant", "age_limit", "greeting",
    "other",
)  # fmt: skip
