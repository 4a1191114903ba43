"""What one browser knows of an invitation: the link it came by, and a link just made."""

from accounts.adapter import AccountAdapter
from alignment.services.facilitators import standing_invitation

CAME_BY = "came_by_invitation"
JUST_MADE = "invitation_just_made"


class InvitedAdapter(AccountAdapter):
    """Whoever came by a standing invitation may make an account, also where others may not."""

    def is_open_for_signup(self, request):
        if super().is_open_for_signup(request):
            return True
        token = request.session.get(CAME_BY)
        return bool(token) and standing_invitation(token) is not None
