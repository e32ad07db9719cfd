from common.tests.limiting import cache_away, limited

__all__ = ["cache_away", "limited"]
