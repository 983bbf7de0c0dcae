"""Pictures as numbers."""

from __future__ import annotations

from zufolge.serve.draw.chart import Given, draw_chart
from zufolge.serve.draw.graph import HEIGHT, WIDTH, Line, draw_graph
from zufolge.serve.draw.life_cycle import LEAST_GAP, draw_life_cycle
from zufolge.serve.draw.tree import draw_tree


def test_a_chart_keeps_order_and_scale() -> None:
    """Later is further right, more is further up, zero is on the ground; forecasts are not joined to the line."""
    figures = [Given(100, 10.0, "a", "#"), Given(400, 20.0, "b", "#"), Given(800, 30.0, "c", "#", is_forecast=True)]
    chart = draw_chart(figures)
    xs, ys = [dot.x for dot in chart.dots], [dot.y for dot in chart.dots]
    assert (xs == sorted(xs), ys == sorted(ys, reverse=True), chart.line.count(",")) == (True, True, 2)
    assert chart.values[0] == (chart.height - chart.bottom, 0.0)


def test_stops_of_a_life_cycle_leave_room_for_their_names() -> None:
    """However near the days are; articles between them lie between them."""
    cycle = draw_life_cycle([("2024-03-04", "rumoured", "", 1), ("2024-03-05", "denied", "", 1)], ["2024-03-05"])
    assert cycle.stops[1].x - cycle.stops[0].x >= LEAST_GAP
    assert cycle.ticks == (cycle.stops[1].x,)
    undated = draw_life_cycle([(None, "rumoured", "", 1)], [])
    assert (len(undated.stops), undated.ticks) == (1, ())


def test_a_tree_gives_every_article_a_row() -> None:
    """Also an origin without one."""
    tree = draw_tree([("A", "agency", "", [("eins", "#"), ("zwei", "#")]), ("B", "company", "", [])])
    rows = [leaf.y for bough in tree.boughs for leaf in bough.leaves]
    assert (len(set(rows)), tree.boughs[1].y > max(rows)) == (2, True)


def test_a_graph_is_the_same_every_time_and_names_do_not_cover_each_other() -> None:
    """Also where it falls apart; every node is inside the picture."""
    pairs = [("Hub", f"Firma {n}") for n in range(14)] + [("X AG", "Y SE"), ("Lange Gesellschaft", "Noch längere")]
    lines = [Line(one, other, 1, "asserted", "#", "") for one, other in pairs]
    hrefs = {name: "#" for pair in pairs for name in pair}
    first, second = draw_graph(lines, hrefs), draw_graph(lines, hrefs)
    assert first == second
    assert all(0 <= node.x <= WIDTH and 0 <= node.y <= HEIGHT for node in first.nodes)
    close = [
        (a.name, b.name)
        for a in first.nodes
        for b in first.nodes
        if a.name < b.name and abs(a.y - b.y) < 14 and abs(a.x - b.x) < (len(a.name) + len(b.name)) * 3.4
    ]
    assert close == []


def test_no_lines_no_nodes() -> None:
    """An empty graph is drawn empty."""
    assert draw_graph([], {}).nodes == ()
