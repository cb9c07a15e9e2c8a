"""
Say which words in class names and ids tell that an element is not the article, and what it is instead.
"""

WORDS = {
    "advertisement": (
        "advert ad ads adslot adunit advertisement advertising dfp gpt sponsor sponsored sponsors "
        "anzeige werbung publicidad"
    ),
    "related links": (
        "outbrain taboola zergnet revcontent related recirc recirculation recommended recommendation "
        "recommendations trending teaser teasers carousel"
    ),
    "promotion": "promo promos promobox donate donation popup modal",
    "newsletter sign-up": "newsletter newsletters signup subscribe subscription mailchimp whatsapp",
    "paywall strip": "paywall piano regwall login",
    "cookie strip": "consent cookie cookies gdpr",
    "share bar": "share sharing shares sharebar sharetools social socials addthis sharedaddy follow",
    "comments": (
        "comments comment disqus livefyre kommentare kommentar kommentarer comentarios comentario "
        "commentaires commentaire commenti commento reacties reactie"
    ),
    "navigation": "breadcrumb breadcrumbs nav navigation navbar menu pagination pager toc skip",
    "page tools": "toolbar tools print noprint",
    "tags": "tag tags taglist keywords topics categories",
    "byline": "byline bylines author authors autor contributors",
    "time stamp": "timestamp stand datetime pubdate postdate",
    "rail": "sidebar rail",
    "counter": "rating ratings counter",
    "page data": "metadata disclaimer",
    "copyright line": "copyright",
    "footer": "footer",
    "widget": "widget",
}
"""What an element is, and the words in a class or id that say so."""

PAIRS = {
    "related links": (
        "read more, read also, read next, more on, more stories, more from, most read, most popular, "
        "see also, also read, up next, inline article, link list, linked articles"
    ),
    "newsletter sign-up": "sign up, opt in",
    "promotion": "call to",
    "page data": "entry meta, post meta, article meta",
    "footer": "entry footer",
    "byline": "author bio, about author",
    "time stamp": "entry date, post date, publish date, article date, published date, last updated",
}
"""The same, for two words in a row."""

HARMLESS = "no ad, no ads, no promo, with sidebar, has sidebar, no sidebar, no comments"
"""Pairs that only say what the page around an element has or lacks."""
