/* Calls each function of the object under test, and is called back by it. */
#include <stdint.h>
#include <stdio.h>

extern int add(int a, int b);
extern int greet(void);           /* puts(greeting) */
extern int total(void);           /* counter++; room[3] = counter; return c_variable + counter + room[3] */
extern void sort(int *p, size_t n); /* qsort(p, n, 4, compare) */
extern int compare(const void *a, const void *b);
extern int twice(int (*f)(int), int x); /* f(f(x)) */

extern const char greeting[];     /* .rodata */
extern int counter;               /* .data */
extern int room[16];              /* .bss */
extern int (*const functions[2])(int, int); /* .data: { add, c_subtract } */
extern const int32_t distances[2]; /* .rodata: from there to add, from there to greeting */

int c_variable = 1000;
int c_subtract(int a, int b) { return a - b; }
static int triple(int x) { return 3 * x; }

int main(void) {
    int numbers[] = {5, -3, 12, 0, 7};
    printf("add %d\n", add(40, 2));
    printf("greet %d\n", greet() >= 0);
    printf("greeting %s\n", greeting);
    printf("total %d\n", total());
    printf("total %d\n", total());
    printf("counter %d room %d %d\n", counter, room[3], room[0] | room[15]);
    sort(numbers, 5);
    printf("sorted %d %d %d %d %d\n", numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
    printf("twice %d\n", twice(triple, 5));
    printf("functions %d %d\n", functions[0](2, 3), functions[1](2, 3));
    printf("same %d\n", functions[0] == add);
    printf("distances %d\n", (intptr_t)distances + distances[0] == (intptr_t)add
            && (intptr_t)&distances[1] + distances[1] == (intptr_t)greeting);
    return 0;
}
