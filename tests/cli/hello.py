print("Hello, metal!")
