/** Somebody who always came, and in time. */
export const KEPT = {
  attended: 3,
  missed: 0,
  called_off_late: 0,
  late: 0,
  late_minutes: 0,
  last_missed: null,
  ask_deposit: false,
};
