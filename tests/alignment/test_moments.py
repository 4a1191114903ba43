"""What many ask for at once is made once, and not for longer than a moment."""

from itertools import count

from alignment.moments import of_this_moment


def test_for_a_moment_everybody_gets_what_was_made_first(settings):
    settings.MOMENT, made = 60, count()
    seen = [of_this_moment("wall/7/en", lambda: next(made)) for _ in range(3)]
    assert seen == [0, 0, 0]
    assert of_this_moment("wall/8/en", lambda: next(made)) == 1


def test_after_the_moment_it_is_made_anew(settings):
    settings.MOMENT, made = 0, count()
    assert [of_this_moment("wall/9/en", lambda: next(made)) for _ in range(3)] == [0, 1, 2]
