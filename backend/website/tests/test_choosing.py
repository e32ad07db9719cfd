"""Treatment, then time."""

from website.tests.visitor import WEDNESDAY_9, Visitor, booked_elsewhere, text_of


def buttons(visitor: Visitor, address: str) -> list[str]:
    page = visitor.get(address).content.decode()
    return [part.split('"')[0] for part in page.split('name="starts_at" value="')[1:]]


def test_services_are_listed_with_price_and_length(visitor):
    page = text_of(visitor.get("/book/"))

    assert "Relaxation massage" in page
    assert "$115" in page
    assert "60 min" in page


def test_one_service_is_no_choice(visitor):
    visitor.drainage.delete()

    response = visitor.get("/book/")

    assert (response.status_code, response["Location"]) == (303, "/book/massage/")


def test_the_first_free_time_comes_first_and_says_so(visitor):
    assert buttons(visitor, "/book/massage/")[0] == "2027-03-01T12:00:00-05:00"
    assert "first free" in text_of(visitor.get("/book/massage/"))


def test_only_bookable_times_are_shown(visitor):
    booked_elsewhere("drainage", WEDNESDAY_9)

    assert WEDNESDAY_9 not in buttons(visitor, "/book/drainage/")
    assert WEDNESDAY_9 in buttons(visitor, "/book/massage/")


def test_a_practitioner_is_chosen_by_link_and_kept_while_paging(visitor):
    page = visitor.get("/book/massage/?with=maren").content.decode()

    assert '<input type="hidden" name="practitioner" value="maren">' in page
    assert "?from=2027-03-08&amp;with=maren" in page
    assert "2027-03-02T09:00:00-05:00" not in page


def test_days_are_paged_by_address(visitor):
    shown = buttons(visitor, "/book/massage/?from=2027-03-10")

    assert shown[0] == "2027-03-10T09:00:00-05:00"
    assert shown[-1].startswith("2027-03-16")


def test_the_week_of_the_clock_change_keeps_the_wall_time(visitor):
    shown = buttons(visitor, "/book/massage/?from=2027-03-13")

    assert "2027-03-13T09:00:00-05:00" in shown
    assert "2027-03-14T09:00:00-04:00" in shown


def test_a_full_day_is_one_line_with_its_reason(visitor):
    page = text_of(visitor.get("/book/drainage/"))

    assert "Tomorrow Tuesday 2 March Closed." in page


def test_nonsense_in_the_address_is_ignored(visitor):
    for address in ["?from=yesterday", "?from=2020-01-01", "?from=9999-12-31", "?with=nobody", "?from=2027-02-30"]:
        response = visitor.get(f"/book/massage/{address}")

        assert response.status_code == 200, address
        assert "2027-03-01T12:00:00-05:00" in response.content.decode(), address


def test_the_last_days_of_the_horizon_end_the_list(visitor):
    page = visitor.get("/book/massage/?from=2027-04-28").content.decode()

    assert "2027-04-30T16:00:00-04:00" in page
    assert "2027-05-01" not in page


def test_an_unknown_service_is_a_page_that_says_so(visitor):
    assert visitor.get("/book/unheard-of/").status_code == 404


def test_a_page_of_times_asks_a_fixed_number_of_questions(visitor, django_assert_max_num_queries):
    visitor.get("/book/massage/")  # the first request after a change of the facts reads them
    with django_assert_max_num_queries(7):
        visitor.get("/book/massage/")
