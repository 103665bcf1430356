/*
 * Student's t distribution, for what few rounds may claim.
 */
#ifndef STUDENT_H
#define STUDENT_H

/**
 * The probability that |t| stays below `t`, at `freedom` degrees of freedom, 1 or more: the closed
 * forms for whole numbers, Abramowitz and Stegun, "Handbook of Mathematical Functions", 26.7.3 and
 * 26.7.4.
 */
double student_within(double t, unsigned freedom);

/** The t that student_within() gives the probability 0.95: 12.706 at 1 degree, 1.960 at many. */
double student_95(unsigned freedom);

#endif
