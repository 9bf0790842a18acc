"""What the tests of electronic documents share: documents made at random, and two verifiers of signatures."""
