"""`./clinica demo`: a believable clinic in the running suite.

`plan` decides everything beforehand, from a seed and today's date: pure, and the same for the same two. `people`,
`catalogue`, `visits`, `stock`, `billing` and `writing` are its parts. `masters`, `patients`, `history` and `today` load it:
through the API whatever the API dates itself, in one transaction of the database's owner what lies in the past.
`invariants` proves at the end that the data are as consistent as the services would have left them.
"""

import sys

from tools.bootstrap import ROOT

# The services' own pure rules reckon the money, the stock and the signatures of the past, so that they are theirs.
for _source in sorted(ROOT.glob("services/*/src")):
    if str(_source) not in sys.path:
        sys.path.append(str(_source))
