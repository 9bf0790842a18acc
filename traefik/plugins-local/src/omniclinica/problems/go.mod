module omniclinica/problems

go 1.22
