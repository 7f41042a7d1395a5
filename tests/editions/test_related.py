"""The stories that an article's page names below it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from khabarnama.editions.frame import Frame
from khabarnama.editions.links import Links
from khabarnama.editions.site import NEAR, RELATED, Site
from khabarnama.editions.story import Story, pair
from tests.editions.test_story import article


def _site(*about: str) -> Site:
    """Return a site with a story about each of the countries in `about`, one letter each."""
    stories, _ = pair([article(f"{number}/s{number}.ur.txt", "ur", 1, tuple(iso)) for number, iso in enumerate(about)])
    return Site(Frame((), Links(""), Path()), stories)


def _related(site: Site, story: Story) -> list[Story]:
    """Return what `Site.related` promises, found among all stories."""
    steps: dict[Story, list[int]] = {}
    for iso in story.countries:
        told = site.countries[iso]
        for other in told:
            far = abs(told.index(other) - told.index(story))
            if 0 < far <= NEAR:
                steps.setdefault(other, []).append(far)
    order = sorted(steps, key=lambda other: (-len(steps[other]), min(steps[other]), site.stories.index(other)))
    return order[:RELATED]


@pytest.mark.parametrize("seed", range(20))
def test_related_stories_share_most_countries_and_are_near(seed: int) -> None:
    """They are those that a search among all stories finds, in its order, also at the ends of the lists."""
    chance = random.Random(seed)  # noqa: S311  # no secret
    site = _site(*("".join(chance.sample("ABCDE", chance.randint(0, 4))) for _ in range(chance.randint(1, 40))))

    found = [site.related(story) for story in site.stories]

    assert found == [_related(site, story) for story in site.stories]
