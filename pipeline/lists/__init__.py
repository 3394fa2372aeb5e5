"""The word lists behind finding and replacing: names, places, bodies and ordinary words, all keyed by `fold`."""
