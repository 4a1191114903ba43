from django.contrib.auth.hashers import PBKDF2PasswordHasher


class PinHasher(PBKDF2PasswordHasher):
    """For PINs of six digits, which 45 people set within a minute on one laptop.

    A million PINs are tried quickly whatever the hash: five tries for a seat are what protects
    it. A password's hasher (a third of a second and 100 MB each) would only hold up the room.
    """

    algorithm = "pin"
    iterations = 20_000
