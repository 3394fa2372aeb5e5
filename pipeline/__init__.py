"""The study and its store; identify, pseudonymise, code, publish; the workbench and the command line."""
