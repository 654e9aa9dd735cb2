// SPDX-License-Identifier: Apache-2.0
#include "layers/allocations.h"

#include <cstdlib>
#include <new>

namespace {

thread_local std::size_t taken = 0;

void *take(std::size_t size)
{
    ++taken;
    if (void *memory = std::malloc(size > 0 ? size : 1))
        return memory;
    throw std::bad_alloc();
}

void *takeAligned(std::size_t size, std::align_val_t alignment)
{
    ++taken;
    const auto step = static_cast<std::size_t>(alignment);
    if (void *memory = std::aligned_alloc(step, (size + step - 1) / step * step))
        return memory;
    throw std::bad_alloc();
}

} // namespace

void *operator new(std::size_t size)
{
    return take(size);
}

void *operator new[](std::size_t size)
{
    return take(size);
}

void *operator new(std::size_t size, std::align_val_t alignment)
{
    return takeAligned(size, alignment);
}

void *operator new[](std::size_t size, std::align_val_t alignment)
{
    return takeAligned(size, alignment);
}

void operator delete(void *memory) noexcept
{
    std::free(memory);
}

void operator delete[](void *memory) noexcept
{
    std::free(memory);
}

void operator delete(void *memory, std::size_t) noexcept
{
    std::free(memory);
}

void operator delete[](void *memory, std::size_t) noexcept
{
    std::free(memory);
}

void operator delete(void *memory, std::align_val_t) noexcept
{
    std::free(memory);
}

void operator delete[](void *memory, std::align_val_t) noexcept
{
    std::free(memory);
}

void operator delete(void *memory, std::size_t, std::align_val_t) noexcept
{
    std::free(memory);
}

void operator delete[](void *memory, std::size_t, std::align_val_t) noexcept
{
    std::free(memory);
}

namespace facteo::tests {

Allocations::Allocations() : m_before(taken) {}

std::size_t Allocations::count() const
{
    return taken - m_before;
}

} // namespace facteo::tests
