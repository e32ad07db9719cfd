"""Finding a booking again with its reference and the e-mail address it was made with."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bookings.errors import BookingMissing
from bookings.selectors import appointment_for_lookup, token_of
from common.api.problems import status_of
from common.errors import NotNow, TooManyRequests
from common.limits import enforce
from website.forms import LookupForm
from website.guard import LooksAutomatic, check_person
from website.responses import flow_page, see_other, with_retry_after
from website.site import load_site, render


@require_http_methods(["GET", "HEAD", "POST"])
@flow_page
def find(request: HttpRequest) -> HttpResponse:
    site = load_site()
    if request.method != "POST":
        return render(request, "bookings/find.html", site, {"form": LookupForm()})
    form = LookupForm(request.POST)
    if form.is_valid():
        try:
            check_person(request.POST, "find", now=site.now)
            enforce(request, "lookup", email=form.cleaned_data["email"])
        except (LooksAutomatic, NotNow, TooManyRequests) as refusal:  # what was typed stays on the page
            page = render(
                request, "bookings/find.html", site, {"form": form, "refusal": refusal}, status=status_of(refusal)
            )
            return with_retry_after(page, refusal)
        try:
            appointment = appointment_for_lookup(now=site.now, **form.cleaned_data)
        except BookingMissing:
            # One and the same sentence, whichever of the two does not match: else it would tell who is a client.
            form.add_error(None, _("No booking has this reference and this address. Check both and try again."))
        else:
            return see_other(reverse("website:manage", args=[token_of(appointment)]))
    return render(request, "bookings/find.html", site, {"form": form}, status=404 if form.non_field_errors() else 400)
