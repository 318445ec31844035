#pragma once

#include <cstddef>
#include <cstdlib>
#include <new>

// Counts what the calling thread takes from the heap, in the one test program that includes it, in
// one file. The sanitizers bring allocators of their own: there nothing is counted.
namespace amity::shape {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool counts_allocations = false;
#else
inline constexpr bool counts_allocations = true;
#endif

inline thread_local std::size_t allocations = 0;

}  // namespace amity::shape

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
// Not inlined: g++ would take new and free, seen together, for a mistake.
[[gnu::noinline]] void* operator new(std::size_t size) {
  ++amity::shape::allocations;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}

[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
#endif
