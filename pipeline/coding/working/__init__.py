"""What coders do on the pages: events in published coordinates, in a database of their own until they are merged."""
