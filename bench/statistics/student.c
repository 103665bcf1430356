#include "student.h"

#include <math.h>

double student_within(double t, unsigned freedom)
{
    double angle = atan(t / sqrt(freedom)), cosine = cos(angle);
    unsigned odd = freedom % 2;
    double term = odd ? cosine : 1.0, sum = freedom > 1 ? term : 0.0;
    for (unsigned k = 2 + odd; k + 1 < freedom; k += 2) {
        term *= (double)(k - 1) / k * cosine * cosine;
        sum += term;
    }
    return odd ? M_2_PI * (angle + sin(angle) * sum) : sin(angle) * sum;
}

double student_95(unsigned freedom)
{
    double low = 1, high = 16;
    for (int halving = 0; halving < 60; halving++) {
        double middle = (low + high) / 2;
        if (student_within(middle, freedom) < 0.95)
            low = middle;
        else
            high = middle;
    }
    return low;
}
