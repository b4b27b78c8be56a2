"""Takes its time: other threads that import it wait until it is ready."""

print("slow_start begins")
for number in range(60000):
    pass
ready = number
print("slow_start ends")
