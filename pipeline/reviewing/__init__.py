"""The review workbench: pages with originals on them, in a process of their own, behind the passphrase and a name."""
