"""The end of things: people who withdraw, dates after which something has to go, keys and copies of the store."""
