"""Names of elements, roles, classes and ids that say what a part of a web page is. Data only."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NEVER_TEXT = _words("""
    applet aside audio base button canvas datalist dialog embed frameset head iframe input link map
    menu meta nav noscript object option progress rp rt script select style svg template textarea
    title video
""")
"""Elements whose content is never running text."""

INLINE = _words("""
    a abbr acronym b bdi bdo big br cite code data del dfn em font i img ins kbd label mark math mi
    mn mo mrow nobr o:p picture q rb ruby s samp small source span strike strong sub sup time tt u
    var wbr
""")
"""Elements that run within a line."""

ROLES = _words("""
    alert alertdialog banner complementary contentinfo dialog menu menubar navigation search tablist
    toolbar
""")
"""ARIA roles of what is not the article."""

FURNITURE_WORDS = _words("""
    ad addthis ads adsense advert advertisement adverts appdownload banner bdshare bottombar
    breadcrumb breadcrumbs catlinks comment comments consent cookie cookies copyright crumb crumbs
    daohang disclaimer disqus download dqwz editsection erweima ewm fans feedback fenxiang follow
    foot footer gdpr hidden hot hotnews hots jiathis jubao keyword keywords like likes login
    masthead mbx menu meter modal mw-jump nav navbar navigation newsletter noprint outbrain overlay
    pagebar pager pagination paywall pinglun popular popup print printfooter promo promos promotion
    qrcode rank ranking recommend recommendation recommendations recommended relate related report
    reward rss share sharebar sharethis sharing sidebar signin signup skip skyscraper social sponsor
    sponsored sr statement subscribe subscription taboola tag taglist tags toc toolbar toolbox
    topbar trending tuijian vote xiangguan
""")
"""Words of class names and ids of what surrounds an article: English, and the pinyin that Chinese sites use."""

ARTICLE_WORDS = _words("""
    artibody article articlebody articlecontent blog body content contents detail editor entry
    hentry main maintext neirong news newstext page post story text zhengwen zoom
""")
"""Words of class names and ids of the article itself."""

SCORED = _words("""
    article blockquote body center dd div font h2 h3 h4 li main p pre section span td
""")
"""Elements whose own text may be a paragraph."""
