"""Hook of the fuzzer: of the cases that its coverage phase derives from a document, it sends every FUZZ_SHAREth of each
operation. Some thirty-three thousand in all, half of them one value of a wrong type after the other: the rest comes at night.
"""

import os
from collections import Counter

import schemathesis
from schemathesis.generation.meta import TestPhase

SHARE = int(os.environ.get("FUZZ_SHARE", "1"))
derived = Counter()


@schemathesis.hook
def filter_case(context, case):
    if case.meta is None or case.meta.phase.name is not TestPhase.COVERAGE:
        return True
    derived[case.operation.label] += 1
    return (derived[case.operation.label] - 1) % SHARE == 0
