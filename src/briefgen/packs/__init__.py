"""Template packs as people handle them: listing, showing, checking, previewing them, and making one of a template."""
