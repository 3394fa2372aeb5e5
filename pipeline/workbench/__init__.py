"""The pages that the team reads: Datasette with our templates, closed to everyone but this computer."""
