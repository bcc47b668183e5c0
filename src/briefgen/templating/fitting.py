"""The filters `fit` and `fitting`: pages of items whose texts fit the shape or table row that will show them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from jinja2.runtime import Context
from jinja2.utils import pass_context

from briefgen.templating.pages import Page
from briefgen.templating.paging import Measurer
from briefgen.templating.rails import Rail, pages_with_rail
from briefgen.templating.state import Scope, bound_by, state_of
from briefgen.templating.views import CardView

if TYPE_CHECKING:
    from briefgen.templating.deck_template import DeckTemplate

DECK = "template of the deck"
"""The name under which the deck's template stands in a context; no template can spell it."""


@pass_context
def fit(  # noqa: PLR0913  (what a template author may say, by keyword)
    context: Context, items: Iterable[Any], name: str, *, most: int | None = None, rail: str | None = None,
    rail_most: int = 3, rail_least: int = 2, spare: Iterable[CardView] = (), otherwise: str | None = None,
    otherwise_most: int | None = None, scope: Scope, slide: int = 0,
) -> list[Page]:  # fmt: skip
    """`section.key_points | fit("Row")`: the pages that the items need in the shape or table of that name.

    `most` caps the items of a page. `rail` names a shape that shows up to `rail_most` figures beside the points, none
    when they would be fewer than `rail_least`: those of points that can be said without them, and then `spare` ones,
    which stand in no point. The items of pages without a rail are fitted to the shape `otherwise`.
    """
    state = state_of(context)
    deck: DeckTemplate = context.parent[DECK]
    names = {**context.get_all(), **bound_by(scope)}
    measurer = Measurer(state, deck, deck.find_loop(name, slide), names, most)
    chosen = list(items)
    for item in chosen:
        if getattr(item, "kind_name", None) is None:
            raise TypeError("fit needs a list of items, such as section.key_points")
    if rail is None or not chosen:
        return measurer.pages(chosen)
    beside = Measurer(state, deck, deck.find_loop(rail, slide), names, rail_most)
    most = otherwise_most or most
    other = Measurer(state, deck, deck.find_loop(otherwise, slide), names, most) if otherwise else None
    return pages_with_rail(measurer, chosen, Rail(beside, rail_least, tuple(spare)), other)


@pass_context
def fitting(context: Context, items: Iterable[Any], name: str, *, scope: Scope, slide: int = 0) -> list[Any]:
    """`figures | fitting("Card")`: those of the items that fit the shape of that name in some wording."""
    state = state_of(context)
    deck: DeckTemplate = context.parent[DECK]
    measurer = Measurer(state, deck, deck.find_loop(name, slide), {**context.get_all(), **bound_by(scope)})
    return [item for item in items if measurer.can_show(item)]
