"""Settings of all tests."""

from hypothesis import settings

# A busy machine is no failure: examples have no deadline, and CI's time limit bounds the whole.
settings.register_profile("briefgen", deadline=None)
settings.load_profile("briefgen")
