"""HTTP: who calls, what enters, what leaves."""
