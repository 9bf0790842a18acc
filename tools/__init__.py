"""The runner of OmniClínica: what `./clinica <command>` does."""
