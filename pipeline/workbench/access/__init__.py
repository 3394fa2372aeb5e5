"""Who may see and do what on the pages: roles, accounts, signing in, and the list of addresses that are open."""
