// The other half of the pages.
import { walk } from "./harness/walk.mjs";

walk(1);
